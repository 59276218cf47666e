package org.handfast.embedded;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A GET by a Netty pipeline. */
final class NettyGet {
    private static final int LARGEST = 1 << 16;

    private NettyGet() {}

    static String get(int port, String version, boolean http2) throws Exception {
        SslContext tls = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK).trustManager(Material.trust()).protocols(version)
                .applicationProtocolConfig(http2 ? NettyServer.alpn() : ApplicationProtocolConfig.DISABLED)
                .build();
        CompletableFuture<String> answer = new CompletableFuture<>();
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            new Bootstrap().group(group).channel(NioSocketChannel.class)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(
                                    tls.newHandler(made.alloc(), "localhost", port), new ByProtocol(answer));
                        }
                    })
                    .connect("127.0.0.1", port).sync();
            return answer.get(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            group.shutdownGracefully();
        }
    }

    private static DefaultFullHttpRequest request() {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set(HttpHeaderNames.HOST, "localhost");
        request.headers().set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), HttpScheme.HTTPS.name());
        return request;
    }

    private static final class ByProtocol extends ApplicationProtocolNegotiationHandler {
        private final CompletableFuture<String> answer;

        ByProtocol(CompletableFuture<String> answer) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.answer = answer;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_1_1)) {
                context.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST),
                        new Answered(answer));
                context.channel().writeAndFlush(request());
                return;
            }
            context.pipeline().addLast(Http2FrameCodecBuilder.forClient().build(),
                    new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel pushed) {
                            pushed.close();
                        }
                    }));
            new Http2StreamChannelBootstrap(context.channel()).open().addListener(opened -> {
                if (!opened.isSuccess()) {
                    answer.completeExceptionally(opened.cause());
                    return;
                }
                Channel stream = (Channel) opened.getNow();
                stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false),
                        new HttpObjectAggregator(LARGEST), new Answered(answer));
                stream.writeAndFlush(request());
            });
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }

    private static final class Answered extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<String> answer;

        Answered(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            answer.complete(response.content().toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
